// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { CollateralPrice } from "./CollateralPrice.sol";
import { DrawCapacity } from "./draws/DrawCapacity.sol";
import { IDraws } from "./interfaces/IDraws.sol";
import { IStakerRegistry } from "./interfaces/IStakerRegistry.sol";
import { IStakerSelector } from "./interfaces/IStakerSelector.sol";
import { SumMaxTree } from "./libraries/SumMaxTree.sol";

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
        uint64 most = _available(state);
        if (sats > most) revert StakerSelector_CapacityShort(sats, most);

        _appendDraw(state, reqId);
        state.held += sats;
        _store(state);
        return (_utilisation(state, 0), state.stakers);
    }

    /// @inheritdoc IStakerSelector
    function resolveDraw(uint256 reqId, uint64 sats, bool place)
        external
        onlyBridge
        returns (bool resolved, uint256 stakerId, address staker)
    {
        State memory state = _load();
        uint256 seed = _takeSeed(state, reqId);
        if (seed == 0) return (false, 0, address(0));

        resolved = true;
        if (place) {
            uint64 left;
            (stakerId, staker, left) = _draw(state.levels, seed, sats);
            if (stakerId != 0) {
                state.used += sats;
                _update(state.levels, stakerId, left);
            }
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
    function _draw(uint256 levels, uint256 seed, uint64 sats)
        private
        returns (uint256 stakerId, address staker, uint64 left)
    {
        uint256 sum = _nodes.total(levels);
        (bool ok, uint256 price,,) = _tryPrice();
        if (sum == 0 || !ok) return (0, address(0), 0);
        uint256 random = seed;
        for (uint256 i = 1; i <= WEIGHTED_TRIES; ++i) {
            // The bias of the remainder is under 2^-220 of a weight.
            stakerId = _nodes.find(levels, random % sum) + 1;
            (staker, left) = IStakerRegistry(registry).tryReserve(stakerId, sats, price);
            if (staker != address(0)) return (stakerId, staker, left);
            random = uint256(keccak256(abi.encode(seed, i)));
        }
        (uint256[5] memory found, uint256 count) = _nodes.largest(levels);
        for (uint256 i; i < count; ++i) {
            stakerId = (found[i] & type(uint32).max) + 1;
            (staker, left) = IStakerRegistry(registry).tryReserve(stakerId, sats, price);
            if (staker != address(0)) return (stakerId, staker, left);
        }
        return (0, address(0), 0);
    }
}
