// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IStakerRegistry } from "./interfaces/IStakerRegistry.sol";
import { IStakerSelector } from "./interfaces/IStakerSelector.sol";
import { SumMaxTree } from "./libraries/SumMaxTree.sol";

/// @title StakerSelector
/// @notice See `IStakerSelector` for what it promises.
/// @dev Storage is laid out for the common case of one open draw: the oldest draw stands in the same slot as the sums,
/// later ones wait in a list of four a slot, and the list starts over at its first, already paid, slot whenever no draw
/// is open.
contract StakerSelector is IStakerSelector {
    using SumMaxTree for mapping(uint256 => uint256);

    /// @notice Unit of a weight, in sats.
    uint256 public constant QUANTUM = 10_000;
    /// @dev a hash is out of reach 257 blocks after its block
    uint256 private constant SEED_DELAY = 2;
    uint256 private constant HASH_REACH = 256;
    uint256 private constant WEIGHTED_TRIES = 3;
    uint256 private constant MAX_RECOMMITS = 20;

    /// @dev head: place of the oldest open draw in the list; its entry stands in headReq and headBlock instead.
    struct State {
        uint64 held;
        uint64 used;
        uint32 head;
        uint32 tail;
        uint32 headReq;
        uint32 headBlock;
        uint8 levels;
    }

    address public immutable bridge;
    address public immutable registry;

    /// @dev `State` in 248 bits: 56, 56, 32, 32, 32, 32, 8 from the low end
    uint256 private _state;
    mapping(uint256 key => uint256 node) private _nodes;
    /// @dev four entries a slot of reqId ‖ block, 32 bits each
    mapping(uint256 slot => uint256 entries) private _draws;

    modifier onlyBridge() {
        if (msg.sender != bridge) revert StakerSelector_NotBridge(msg.sender);
        _;
    }

    modifier onlyRegistry() {
        if (msg.sender != registry) revert StakerSelector_NotRegistry(msg.sender);
        _;
    }

    constructor(address bridge_, address registry_) {
        if (bridge_ == address(0) || registry_ == address(0)) revert StakerSelector_AddressZero();
        bridge = bridge_;
        registry = registry_;
    }

    // --- draws ---

    /// @inheritdoc IStakerSelector
    function requestDraw(uint256 reqId, uint64 sats) external onlyBridge returns (uint256 utilisationBps) {
        State memory state = _load();
        uint64 most = _available(state);
        if (sats > most) revert StakerSelector_CapacityShort(sats, most);

        if (state.head == state.tail) {
            (state.head, state.tail) = (0, 1);
            (state.headReq, state.headBlock) = (uint32(reqId), uint32(block.number));
        } else {
            _setDraw(state.tail, reqId, block.number);
            ++state.tail;
        }
        state.held += sats;
        utilisationBps = _utilisation(state, 0);
        _store(state);
        emit DrawRequested(reqId, block.number, sats);
    }

    /// @inheritdoc IStakerSelector
    function resolveDraw(uint256 reqId, uint64 sats, bool place)
        external
        onlyBridge
        returns (bool resolved, uint256 stakerId)
    {
        State memory state = _load();
        if (state.head == state.tail || state.headReq != reqId) {
            revert StakerSelector_NotNext(reqId, state.head == state.tail ? 0 : state.headReq);
        }
        uint256 seedBlock = state.headBlock + SEED_DELAY;
        if (block.number <= seedBlock) revert StakerSelector_TooEarly(reqId, seedBlock + 1);
        if (block.number > seedBlock + HASH_REACH) {
            _recommit(state);
            return (false, 0);
        }

        resolved = true;
        if (place) {
            uint64 capacity;
            (stakerId, capacity) = _draw(state.levels, _seed(seedBlock, reqId), sats);
            if (stakerId != 0) {
                state.used += sats;
                _update(state.levels, stakerId, capacity - sats);
            }
        }
        state.held -= sats;
        ++state.head;
        if (state.head == state.tail) {
            (state.head, state.tail, state.headReq, state.headBlock) = (0, 0, 0, 0);
        } else {
            (uint256 nextReq, uint256 nextBlock) = _drawAt(state.head);
            (state.headReq, state.headBlock) = (uint32(nextReq), uint32(nextBlock));
        }
        _store(state);
    }

    // --- weights ---

    /// @inheritdoc IStakerSelector
    function setWeight(uint256 stakerId, uint64 weightSats) external onlyRegistry {
        _setWeight(stakerId, weightSats);
    }

    /// @inheritdoc IStakerSelector
    function setWeightAndUsed(uint256 stakerId, uint64 weightSats, int64 usedDelta) external onlyRegistry {
        _changeUsed(usedDelta);
        _setWeight(stakerId, weightSats);
    }

    /// @inheritdoc IStakerSelector
    function changeUsed(int64 usedDelta) external onlyRegistry {
        _changeUsed(usedDelta);
    }

    // --- views ---

    /// @inheritdoc IStakerSelector
    function available() external view returns (uint64 sats) {
        return _available(_load());
    }

    /// @inheritdoc IStakerSelector
    function utilisation(uint64 extraSats) external view returns (uint256 utilisationBps) {
        return _utilisation(_load(), extraSats);
    }

    /// @inheritdoc IStakerSelector
    function nextDraw() external view returns (uint256 reqId) {
        State memory state = _load();
        return state.head == state.tail ? 0 : state.headReq;
    }

    /// @inheritdoc IStakerSelector
    function drawBlockOf(uint256 reqId) external view returns (uint256 drawBlock) {
        State memory state = _load();
        if (state.head == state.tail || reqId == 0) return 0;
        if (state.headReq == reqId) return state.headBlock;
        // Draws wait in the order of their ids, so halving the list finds one.
        (uint256 low, uint256 high) = (uint256(state.head) + 1, uint256(state.tail));
        while (low < high) {
            uint256 middle = (low + high) / 2;
            (uint256 id, uint256 drawn) = _drawAt(middle);
            if (id == reqId) return drawn;
            if (id < reqId) low = middle + 1;
            else high = middle;
        }
    }

    /// @inheritdoc IStakerSelector
    function held() external view returns (uint64 sats) {
        return _load().held;
    }

    /// @inheritdoc IStakerSelector
    function used() external view returns (uint64 sats) {
        return _load().used;
    }

    /// @inheritdoc IStakerSelector
    function weightOf(uint256 stakerId) external view returns (uint256 weight) {
        if (stakerId == 0) return 0;
        return _nodes.weightOf(_load().levels, stakerId - 1);
    }

    /// @inheritdoc IStakerSelector
    function totalWeight() external view returns (uint256 weight) {
        return _nodes.total(_load().levels);
    }

    /// @inheritdoc IStakerSelector
    function stakerAt(uint256 point) external view returns (uint256 stakerId) {
        State memory state = _load();
        uint256 sum = _nodes.total(state.levels);
        if (point >= sum) revert StakerSelector_PointOutside(point, sum);
        return _nodes.find(state.levels, point) + 1;
    }

    // --- internals ---

    /// @dev The weight may be older than the price, so the live capacity decides.
    function _draw(uint256 levels, uint256 seed, uint64 sats) private view returns (uint256 stakerId, uint64 capacity) {
        uint256 sum = _nodes.total(levels);
        if (sum == 0) return (0, 0);
        uint256 random = seed;
        for (uint256 i = 1; i <= WEIGHTED_TRIES; ++i) {
            // The bias of the remainder is under 2^-220 of a weight.
            stakerId = _nodes.find(levels, random % sum) + 1;
            capacity = IStakerRegistry(registry).drawableCapacity(stakerId);
            if (capacity >= sats) return (stakerId, capacity);
            random = uint256(keccak256(abi.encode(seed, i)));
        }
        (uint256[5] memory found, uint256 count) = _nodes.largest(levels);
        for (uint256 i; i < count; ++i) {
            stakerId = (found[i] & type(uint32).max) + 1;
            capacity = IStakerRegistry(registry).drawableCapacity(stakerId);
            if (capacity >= sats) return (stakerId, capacity);
        }
        return (0, 0);
    }

    function _seed(uint256 seedBlock, uint256 reqId) private view returns (uint256) {
        return uint256(keccak256(abi.encode(blockhash(seedBlock), reqId, address(this), block.chainid)));
    }

    /// @dev What is certain to be placed after all open draws, wherever they fall. With `H` held and the weights f₁ ≥ f₂ …
    /// of the five heaviest, an amount `a` is certain when f₁ ≥ a and Σ max(0, fᵢ − a) ≥ H: to leave nobody who carries
    /// `a`, the open draws would have to take more than fᵢ − a from each of them. The largest such `a` is the largest of
    /// (f₁ + … + f_k − H) / k.
    function _available(State memory state) private view returns (uint64 sats) {
        if (state.held == 0) return uint64(_nodes.maximum(state.levels) * QUANTUM);
        (uint256[5] memory found, uint256 count) = _nodes.largest(state.levels);
        uint256 sum;
        for (uint256 k = 1; k <= count; ++k) {
            sum += (found[k - 1] >> 40) * QUANTUM;
            if (sum <= state.held) continue;
            uint64 candidate = uint64((sum - state.held) / k);
            if (candidate > sats) sats = candidate;
        }
        // Whole quanta only: the draw looks for the heaviest by weight, and weights are whole quanta.
        sats -= sats % uint64(QUANTUM);
    }

    /// @dev rounded up, so that the bond's rate is never too low
    function _utilisation(State memory state, uint256 extraSats) private view returns (uint256) {
        uint256 taken = uint256(state.used) + state.held + extraSats;
        uint256 all = state.used + _nodes.total(state.levels) * QUANTUM;
        if (taken >= all) return 10_000;
        return (taken * 10_000 + all - 1) / all;
    }

    /// @dev Commits the oldest draw again, and up to 19 that follow and are out of reach too.
    function _recommit(State memory state) private {
        emit DrawRecommitted(state.headReq, block.number);
        state.headBlock = uint32(block.number);
        _store(state);
        uint256 end = state.head + MAX_RECOMMITS;
        if (end > state.tail) end = state.tail;
        for (uint256 at = uint256(state.head) + 1; at < end; ++at) {
            (uint256 reqId, uint256 drawn) = _drawAt(at);
            if (block.number <= drawn + SEED_DELAY + HASH_REACH) break;
            _setDraw(at, reqId, block.number);
            emit DrawRecommitted(reqId, block.number);
        }
    }

    function _setWeight(uint256 stakerId, uint64 weightSats) private {
        State memory state = _load();
        uint256 levels = _nodes.grow(state.levels, stakerId - 1);
        if (levels != state.levels) {
            state.levels = uint8(levels);
            _store(state);
        }
        _update(levels, stakerId, weightSats);
    }

    function _update(uint256 levels, uint256 stakerId, uint64 weightSats) private {
        emit WeightSet(stakerId, _nodes.update(levels, stakerId - 1, weightSats / QUANTUM));
    }

    function _changeUsed(int64 usedDelta) private {
        State memory state = _load();
        if (usedDelta < 0) state.used -= uint64(-usedDelta);
        else state.used += uint64(usedDelta);
        _store(state);
    }

    function _drawAt(uint256 at) private view returns (uint256 reqId, uint256 drawBlock) {
        uint256 entry = _draws[at / 4] >> ((at % 4) * 64);
        return ((entry >> 32) & type(uint32).max, entry & type(uint32).max);
    }

    function _setDraw(uint256 at, uint256 reqId, uint256 drawBlock) private {
        uint256 shift = (at % 4) * 64;
        uint256 rest = _draws[at / 4] & ~(uint256(type(uint64).max) << shift);
        _draws[at / 4] = rest | (((reqId << 32) | drawBlock) << shift);
    }

    function _load() private view returns (State memory state) {
        uint256 word = _state;
        state.held = uint64(word & type(uint56).max);
        state.used = uint64((word >> 56) & type(uint56).max);
        state.head = uint32(word >> 112);
        state.tail = uint32(word >> 144);
        state.headReq = uint32(word >> 176);
        state.headBlock = uint32(word >> 208);
        state.levels = uint8(word >> 240);
    }

    /// @dev Every field fits: held and used are sums over bitcoins that exist, ids and blocks count for centuries.
    function _store(State memory state) private {
        _state = uint256(state.held) | (uint256(state.used) << 56) | (uint256(state.head) << 112)
            | (uint256(state.tail) << 144) | (uint256(state.headReq) << 176) | (uint256(state.headBlock) << 208)
            | (uint256(state.levels) << 240);
    }
}
