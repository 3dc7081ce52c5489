// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { DrawWeights } from "./draws/DrawWeights.sol";
import { IDraws } from "./interfaces/IDraws.sol";
import { IHolderSelector } from "./interfaces/IHolderSelector.sol";
import { IStakerRegistry } from "./interfaces/IStakerRegistry.sol";
import { SplitRules } from "./libraries/SplitRules.sol";
import { SumMaxTree } from "./libraries/SumMaxTree.sol";
import { Placed } from "./types/DrawTypes.sol";

/// @title HolderSelector
/// @notice See `IHolderSelector` for what it promises.
contract HolderSelector is IHolderSelector, DrawWeights {
    using SumMaxTree for mapping(uint256 => uint256);

    uint256 private constant WEIGHTED_TRIES = 3;
    uint256 private constant MAX_SHARES = 5;

    address public immutable withdrawals;
    address public immutable registry;

    /// @dev what a draw is about, in memory because it is handed down
    struct Order {
        uint64 left;
        uint64 minShare;
        uint64 maxFeeSats;
        uint256 avoidId;
        uint256 levels;
        uint256 count;
        Placed[] placed;
        bool feeRefused;
    }

    modifier onlyWithdrawals() {
        if (msg.sender != withdrawals) revert StakerSelector_NotBridge(msg.sender);
        _;
    }

    /// @param withdrawals_ the only address that asks for draws
    /// @param registry_ the only address that sets weights
    constructor(address withdrawals_, address registry_) {
        if (withdrawals_ == address(0) || registry_ == address(0)) revert StakerSelector_AddressZero();
        withdrawals = withdrawals_;
        registry = registry_;
    }

    /// @inheritdoc IHolderSelector
    function requestDraw(uint256 reqId) external onlyWithdrawals {
        State memory state = _load();
        _appendDraw(state, reqId);
        _store(state);
    }

    /// @inheritdoc IHolderSelector
    function resolveDraw(uint256 reqId, uint64 sats, uint64 minShare, uint64 maxFeeSats, uint256 avoidId)
        external
        onlyWithdrawals
        returns (bool resolved, Placed[] memory placed, bool feeRefused)
    {
        State memory state = _load();
        uint256 seed = _takeSeed(state, reqId);
        if (seed == 0) return (false, placed, false);
        // Dropped first: from here on nothing of this draw can change who is drawn.
        _dropOldestDraw(state);
        _store(state);

        Order memory order = Order({
            left: sats,
            minShare: minShare,
            maxFeeSats: maxFeeSats,
            avoidId: avoidId,
            levels: state.levels,
            count: 0,
            placed: new Placed[](MAX_SHARES),
            feeRefused: false
        });
        if (sats != 0 && !_one(order, seed)) _split(order);
        (resolved, placed, feeRefused) = (true, order.placed, order.feeRefused && order.left != 0);
        uint256 count = order.count;
        assembly ("memory-safe") {
            mstore(placed, count) // only ever shortens
        }
    }

    /// @inheritdoc IDraws
    function setWeight(uint256 stakerId, uint64 weightSats) external returns (bool written) {
        if (msg.sender != registry) revert StakerSelector_NotRegistry(msg.sender);
        return _setWeight(stakerId, weightSats);
    }

    /// @inheritdoc IHolderSelector
    function largest() external view returns (uint64 sats) {
        return uint64(_nodes.maximum(_load().levels) * QUANTUM);
    }

    /// @dev Whoever refuses the miner fee carries nothing, as in a draw.
    function _previewRoom(uint256 found, uint64 minerFee) internal view override returns (uint64 sats) {
        (uint64 room, bool refused) = IStakerRegistry(registry).redeemable((found & type(uint32).max) + 1, minerFee);
        return refused ? 0 : room;
    }

    /// @dev One staker for all of it, drawn by weight.
    function _one(Order memory order, uint256 seed) private returns (bool done) {
        uint256 sum = _nodes.total(order.levels);
        if (sum == 0) return false;
        uint256 random = seed;
        for (uint256 i = 1; i <= WEIGHTED_TRIES; ++i) {
            // The bias of the remainder is under 2^-220 of a weight.
            uint256 stakerId = _nodes.find(order.levels, random % sum) + 1;
            if (stakerId != order.avoidId) {
                (uint64 room, bool refused) = IStakerRegistry(registry).redeemable(stakerId, order.maxFeeSats);
                if (room >= order.left && !refused) {
                    _place(order, stakerId, order.left);
                    return true;
                }
            }
            random = uint256(keccak256(abi.encode(seed, i)));
        }
    }

    /// @dev The heaviest first; the one to avoid last, and only if it must be.
    function _split(Order memory order) private {
        (uint256[5] memory found, uint256 count) = _nodes.largest(order.levels);
        bool avoided;
        for (uint256 i; i < count && order.left != 0; ++i) {
            uint256 stakerId = (found[i] & type(uint32).max) + 1;
            if (stakerId == order.avoidId) avoided = true;
            else _take(order, stakerId);
        }
        if (avoided && order.left != 0) _take(order, order.avoidId);
    }

    function _take(Order memory order, uint256 stakerId) private {
        (uint64 room, bool refused) = IStakerRegistry(registry).redeemable(stakerId, order.maxFeeSats);
        uint64 sats = SplitRules.take(order.left, room, order.minShare, order.maxFeeSats);
        if (sats == 0) return;
        if (refused) order.feeRefused = true;
        else _place(order, stakerId, sats);
    }

    function _place(Order memory order, uint256 stakerId, uint64 sats) private {
        (address staker, uint64 left) = IStakerRegistry(registry).reserveRedemption(stakerId, sats);
        _update(order.levels, stakerId, left);
        order.placed[order.count++] = Placed(stakerId, staker, sats);
        order.left -= sats;
    }
}
