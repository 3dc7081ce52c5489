// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IStakerRegistry } from "../../../src/interfaces/IStakerRegistry.sol";
import { EscrowTasks } from "../../../src/libraries/EscrowTasks.sol";
import { DepositState, DepositView, MintParams } from "../../../src/types/BridgeTypes.sol";
import { StakerView } from "../../../src/types/StakerTypes.sol";
import { MintActor } from "./MintActor.sol";

/// @notice Depositors, keepers, stakers and strangers, in any order. Actions are bounded so that they must succeed, and
/// attempts that must fail are made and checked to fail: `fail_on_revert` holds for the whole suite.
contract DepositHandler is MintActor {
    uint256 private constant STAKERS = 5;

    constructor(bool records) {
        if (records) vm.recordLogs();
        setUp();
        for (uint256 i; i < STAKERS; ++i) {
            addStaker(uint64((i + 1) * 3 * BTC));
        }
        registrationWei = STAKERS * system.registry.registrationBond();
        _people.push(alice);
        _people.push(bob);
        _people.push(makeAddr("carol"));
        vm.deal(_people[2], 1e6 ether);
    }

    /// @dev low enough to be reached
    function defaultMintParams() internal pure override returns (MintParams memory) {
        return MintParams({ depositFeeBps: 15, confirmations: 6, mintLimitSats: 8 * BTC });
    }

    /// @notice A whole deposit in one go, so that runs are full of mints and not only of beginnings.
    function journey(uint256 who, uint256 amount, uint256 kind) external {
        uint256 before = ids.length;
        requestDeposit(who, bound(amount, 10_000, kind % 4 == 0 ? 6 * BTC : BTC), false);
        if (ids.length == before) return;
        uint256 reqId = ids[before];
        while (parts[reqId][0].state == DepositState.Requested) {
            resolveNext(false);
        }
        if (parts[reqId][0].state != DepositState.Assigned) return;
        payShare(before, kind % 5 == 0 ? 1 : 0, kind);
        execute(before);
    }

    // --- stakers ---

    function addCollateral(uint256 who, uint256 sats) external {
        addCollateral(_staker(who), collateralFor(uint64(bound(sats, 10_000, 2 * BTC))));
    }

    function unstake(uint256 who, uint256 amount) external {
        _refreshPrice();
        address staker = _staker(who);
        StakerView memory before = system.registry.stakerOf(staker);
        amount = bound(amount, 1, before.collateral + 1);
        vm.prank(staker);
        (bool ok,) = address(system.registry).call(abi.encodeCall(IStakerRegistry.requestUnstake, (amount)));
        if (!ok) return;
        if (before.held || _tookMore(staker)) _violate("R13: unstaked while it took more than was minted");
        StakerView memory after_ = system.registry.stakerOf(staker);
        if (after_.issued + after_.toBeIssued > system.registry.collateralCapacity(staker)) {
            _violate("R13: unstaked below what it backs");
        }
    }

    function claimUnstake(uint256 who) external {
        address staker = _staker(who);
        StakerView memory before = system.registry.stakerOf(staker);
        if (before.unstaking == 0 || before.held) return;
        if (vm.getBlockTimestamp() < before.unstakeTime) vm.warp(before.unstakeTime);
        _refreshPrice();
        bool covered = before.issued + before.toBeIssued <= system.registry.collateralCapacity(staker);
        vm.prank(staker);
        (bool ok, bytes memory reason) = address(system.registry).call(abi.encodeCall(IStakerRegistry.claimUnstake, ()));
        if (bytes4(reason) == IStakerRegistry.StakerRegistry_Held.selector) return;
        if (ok != covered) _violate("R13: collateral left that was needed, or stayed that was not");
    }

    function setAcceptLimit(uint256 who, uint64 sats) external {
        address staker = _staker(who);
        vm.prank(staker);
        system.registry.setAcceptLimit(uint64(bound(sats, 0, type(uint56).max)));
    }

    function refreshWeight(uint256 who) external {
        _refreshPrice();
        address staker = _staker(who);
        uint256 oldest = system.selector.nextDraw();
        (bool ok,) = address(system.registry).call(abi.encodeCall(IStakerRegistry.refreshWeight, (staker)));
        if (ok && _seedKnown()) _violate("T9: a weight moved while a seed was known");
        uint256 current = vm.getBlockNumber();
        if (!ok && (oldest == 0 || current > _newestDraw() + 258)) _violate("T9: a weight stood still for no seed");
    }

    function _seedKnown() private view returns (bool) {
        uint256 current = vm.getBlockNumber();
        for (uint256 i; i < ids.length; ++i) {
            uint256 drawn = system.selector.drawBlockOf(ids[i]);
            if (drawn != 0 && current > drawn + 2 && current <= drawn + 258) return true;
        }
        return false;
    }

    function _newestDraw() private view returns (uint256 newest) {
        for (uint256 i; i < ids.length; ++i) {
            uint256 drawn = system.selector.drawBlockOf(ids[i]);
            if (drawn > newest) newest = drawn;
        }
    }

    // --- the world ---

    function movePrice(uint256 percent) external {
        feed.set(int192(PRICE * int192(int256(bound(percent, 60, 150))) / 100), uint64(vm.getBlockTimestamp()));
    }

    function passBlocks(uint256 blocks) external {
        vm.roll(vm.getBlockNumber() + bound(blocks, 1, 400));
    }

    function passTime(uint256 seconds_, uint256 blocks) external {
        skip(bound(seconds_, 1, 12 hours));
        mine(system.relay, bound(blocks, 1, 40));
    }

    function haltOrResume(uint256 seconds_) external {
        (,, bool halted) = system.bridge.haltShift();
        moment();
        if (!halted) return system.bridge.halt();
        skip(bound(seconds_, 1, 3 days));
        system.bridge.resume();
    }

    // --- everyone exits ---

    /// @notice R45, R47: with the chain, Bitcoin and time alone every request comes to an end, and nothing is left of what was
    /// promised, held, waited for or owed.
    function everyoneExits() external {
        (,, bool halted) = system.bridge.haltShift();
        if (halted) system.bridge.resume();
        for (uint256 i; i < stakers.length; ++i) {
            addCollateral(stakers[i], collateralFor(600 * BTC));
        }
        while (system.selector.nextDraw() != 0) {
            resolveNext(false);
        }
        uint256 latest;
        uint256 height;
        for (uint256 i; i < ids.length; ++i) {
            (latest, height) = _leave(ids[i], latest, height);
        }
        if (latest != 0) {
            if (vm.getBlockTimestamp() <= latest) vm.warp(latest + 1);
            mineTo(height + 37);
        }
        for (uint256 i; i < ids.length; ++i) {
            _end(ids[i]);
        }
        _drainAll();
        for (uint256 i; i < ids.length; ++i) {
            _claimBond(ids[i]);
        }
        _claimBalance(feeRecipient);
        for (uint256 i; i < stakers.length; ++i) {
            _claimBalance(stakers[i]);
        }
        for (uint256 i; i < _people.length; ++i) {
            _claimBalance(_people[i]);
        }
        _refreshPrice();
        for (uint256 i; i < stakers.length; ++i) {
            _mayUnstake(stakers[i]);
        }
    }

    /// @dev Whoever took no more than was minted is held by nothing that others did.
    function _mayUnstake(address staker) private {
        vm.prank(staker);
        (bool ok, bytes memory reason) =
            address(system.registry).call(abi.encodeCall(IStakerRegistry.requestUnstake, (1)));
        bool refused = !ok && bytes4(reason) == IStakerRegistry.StakerRegistry_Held.selector;
        bool owes = system.registry.stakerOf(staker).held || _tookMore(staker);
        if (refused != owes) _violate("R47: held for nothing, or not held for what it took");
    }

    function _tookMore(address staker) private view returns (bool) {
        for (uint256 i; i < ids.length; ++i) {
            for (uint8 share; share < ghosts[ids[i]].shares; ++share) {
                if (parts[ids[i]][share].staker == staker && viewOf(ids[i], share).swept) return true;
            }
        }
        return false;
    }

    /// @dev Leaves the queue, settles for what was paid; remembers the last deadline of what was not.
    function _leave(uint256 reqId, uint256 latest, uint256 height) private returns (uint256, uint256) {
        for (uint8 share; share < ghosts[reqId].shares; ++share) {
            Part storage part = parts[reqId][share];
            if (part.state == DepositState.Queued || part.state == DepositState.Offered) {
                vm.prank(ghosts[reqId].requester);
                system.bridge.cancelQueued(reqId);
                _sync(reqId, share);
            } else if (part.state == DepositState.Assigned) {
                DepositView memory seen = viewOf(reqId, share);
                if (seen.deadlineTime > latest) latest = seen.deadlineTime;
                if (seen.deadlineHeight > height) height = seen.deadlineHeight;
            }
        }
        return (latest, height);
    }

    function _end(uint256 reqId) private {
        _refresh();
        for (uint8 share; share < ghosts[reqId].shares; ++share) {
            Part storage part = parts[reqId][share];
            if (part.state != DepositState.Assigned && part.state != DepositState.Expired) continue;
            bool refundable = viewOf(reqId, share).state == DepositState.Refundable;
            if (refundable || part.paid == 0) {
                if (part.state == DepositState.Expired && !refundable) continue;
                system.bridge.expireDeposit(reqId, share);
            } else {
                vm.prank(ghosts[reqId].requester);
                system.minter.finalisePartial(reqId, share);
            }
            _sync(reqId, share);
        }
    }

    function _drainAll() private {
        for (uint256 round; round < 60 && system.escrow.bufferLevel(EscrowTasks.DEPOSIT_ESCROW) != 0; ++round) {
            uint256 before = system.escrow.bufferLevel(EscrowTasks.DEPOSIT_ESCROW);
            drainEscrow(0);
            for (uint256 i; i < stakers.length; ++i) {
                drainEscrow(i % 2 == 1 ? i : i + stakers.length);
            }
            if (system.escrow.bufferLevel(EscrowTasks.DEPOSIT_ESCROW) == before) skip(25 hours);
        }
    }

    /// @notice R46: only where everything was recorded.
    function writeRecord() external {
        writeRecord("deposits", system, stakers);
    }

    // --- what the invariants read ---

    function escrowLevel() external view returns (uint256) {
        return system.escrow.bufferLevel(EscrowTasks.DEPOSIT_ESCROW);
    }

    function queueLevel() external view returns (uint256) {
        return system.escrow.bufferLevel(EscrowTasks.DEPOSIT_QUEUE);
    }

    function minter() external view returns (address) {
        return address(system.minter);
    }

    function bridgeBalance() external view returns (uint256) {
        return address(system.bridge).balance;
    }

    function collateralOwed() external view returns (uint256 owed) {
        for (uint256 i; i < stakers.length; ++i) {
            StakerView memory staker = system.registry.stakerOf(stakers[i]);
            owed += staker.collateral + staker.unstaking;
        }
    }

    function modules() external view returns (address bridge, address registry, address selector, address token) {
        return (address(system.bridge), address(system.registry), address(system.selector), address(system.qpBTC));
    }

    function tokens() external view returns (address collateralToken, address ids_) {
        return (address(collateral), address(system.requestIds));
    }

    function stakerAt(uint256 i) external view returns (address) {
        return stakers[i];
    }

    function stakerTotal() external view returns (uint256) {
        return stakers.length;
    }

    // --- inner ---

    function _staker(uint256 who) private view returns (address) {
        return stakers[who % stakers.length];
    }
}
