// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { CollateralPrice } from "./CollateralPrice.sol";
import { DrawCapacity } from "./draws/DrawCapacity.sol";
import { IDraws } from "./interfaces/IDraws.sol";
import { IStakerRegistry } from "./interfaces/IStakerRegistry.sol";
import { IStakerSelector } from "./interfaces/IStakerSelector.sol";
import { SplitRules } from "./libraries/SplitRules.sol";
import { SumMaxTree } from "./libraries/SumMaxTree.sol";
import { Placed } from "./types/DrawTypes.sol";

/// @title StakerSelector
/// @notice See `IStakerSelector` for what it promises.
contract StakerSelector is DrawCapacity, CollateralPrice {
    using SumMaxTree for mapping(uint256 => uint256);

    uint256 private constant WEIGHTED_TRIES = 3;

    address public immutable bridge;
    address public immutable registry;

    modifier onlyBridge() {
        if (msg.sender != bridge) revert StakerSelector_NotBridge(msg.sender);
        _;
    }

    modifier onlyRegistry() {
        if (msg.sender != registry) revert StakerSelector_NotRegistry(msg.sender);
        _;
    }

    /// @param bridge_ the only address that asks for draws
    /// @param registry_ the only address that sets weights
    /// @param feed price of one whole collateral token in sats, the same as the registry's
    /// @param maxPriceAge_ seconds, the same as the registry's
    constructor(address bridge_, address registry_, address feed, uint256 maxPriceAge_)
        CollateralPrice(feed, maxPriceAge_)
    {
        if (bridge_ == address(0) || registry_ == address(0)) revert StakerSelector_AddressZero();
        bridge = bridge_;
        registry = registry_;
    }

    // --- draws ---

    /// @inheritdoc IStakerSelector
    function requestDraw(uint256 reqId, uint64 sats)
        external
        onlyBridge
        returns (uint256 utilisationBps, uint256 stakers_)
    {
        _livePrice();
        State memory state = _load();
        if (!_carriedByOne(state, sats)) {
            uint64 most = _available(state);
            if (sats > most) revert StakerSelector_CapacityShort(sats, most);
        }

        _appendDraw(state, reqId);
        state.held += sats;
        _store(state);
        return (_utilisation(state, 0), state.stakers);
    }

    /// @inheritdoc IStakerSelector
    function resolveDraw(uint256 reqId, uint64 sats, bool place)
        external
        onlyBridge
        returns (bool resolved, Placed[] memory placed)
    {
        State memory state = _load();
        uint256 seed = _takeSeed(state, reqId);
        if (seed == 0) return (false, placed);

        resolved = true;
        if (place) {
            placed = _draw(state.levels, seed, sats);
            if (placed.length != 0) state.used += sats;
        }
        state.held -= sats;
        _dropOldestDraw(state);
        _store(state);
    }

    // --- weights ---

    /// @inheritdoc IDraws
    function setWeight(uint256 stakerId, uint64 weightSats) external onlyRegistry returns (bool written) {
        return _setWeight(stakerId, weightSats);
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

    // --- internals ---

    /// @dev The weight may be older than the price, so the registry decides at the live one. Without a price nobody carries
    /// anything, so that a draw always comes to an end.
    function _draw(uint256 levels, uint256 seed, uint64 sats) private returns (Placed[] memory placed) {
        uint256 sum = _nodes.total(levels);
        (bool ok, uint256 price,,) = _tryPrice();
        if (sum == 0 || !ok) return placed;
        uint256 random = seed;
        for (uint256 i = 1; i <= WEIGHTED_TRIES; ++i) {
            // The bias of the remainder is under 2^-220 of a weight.
            uint256 stakerId = _nodes.find(levels, random % sum) + 1;
            (address staker, uint64 left) = IStakerRegistry(registry).tryReserve(stakerId, sats, price);
            if (staker != address(0)) {
                placed = new Placed[](1);
                placed[0] = Placed(stakerId, staker, sats);
                _update(levels, stakerId, left);
                return placed;
            }
            random = uint256(keccak256(abi.encode(seed, i)));
        }
        return _split(levels, sats, price);
    }

    /// @dev Planned before anything is reserved, because it is all or nothing. Whoever carries all alone goes before a split.
    function _split(uint256 levels, uint64 sats, uint256 price) private returns (Placed[] memory placed) {
        (uint256[5] memory found, uint256 most) = _nodes.largest(levels);
        placed = new Placed[](most);
        uint64 left = sats;
        uint256 count;
        for (uint256 i; i < most; ++i) {
            uint256 stakerId = (found[i] & type(uint32).max) + 1;
            uint64 room = IStakerRegistry(registry).drawableAt(stakerId, price);
            uint64 take = SplitRules.take(left, room, uint64(QUANTUM), 0);
            if (room >= sats) (count, take, left) = (0, sats, sats);
            if (take == 0) continue;
            placed[count++] = Placed(stakerId, address(0), take);
            left -= take;
            if (take == sats) break;
        }
        if (left != 0) count = 0;
        return _reserve(levels, placed, count, price);
    }

    function _reserve(uint256 levels, Placed[] memory placed, uint256 count, uint256 price)
        private
        returns (Placed[] memory)
    {
        assembly ("memory-safe") {
            mstore(placed, count) // only ever shortens
        }
        for (uint256 i; i < count; ++i) {
            uint64 left;
            (placed[i].staker, left) = IStakerRegistry(registry).tryReserve(placed[i].stakerId, placed[i].sats, price);
            // What the registry said it can carry a moment ago it carries.
            assert(placed[i].staker != address(0));
            _update(levels, placed[i].stakerId, left);
        }
        return placed;
    }
}
